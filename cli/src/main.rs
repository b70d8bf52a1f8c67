//! Relatch on the command line.
fn main() {}

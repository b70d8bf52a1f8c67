//! The Swift half of the scenario and crossing tests.

use std::fmt::Write;

use crate::shapes::{Api, Call, Choice, Kind, Part, Record, Variant, camel, lower_first};

pub(crate) fn source(api: &Api) -> String {
    let mut out = String::from(
        "// Written by `cargo xtask bindings` for the tests: values into JSON and back, samples of every type, calls by \
         name.\nimport Foundation\nimport Relatch\n",
    );
    for record in &api.records {
        self::record(&mut out, record);
    }
    for choice in &api.choices {
        self::choice(&mut out, choice);
    }
    calls(&mut out, api);
    out
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Int32 => "Int32".into(),
        Kind::Int64 => "Int64".into(),
        Kind::Double => "Double".into(),
        Kind::Bool => "Bool".into(),
        Kind::Text | Kind::Read(_) => "String".into(),
        Kind::Bytes => "Data".into(),
        Kind::Named(name) => name.clone(),
        Kind::Maybe(inner) => format!("{}?", self::kind(inner)),
        Kind::Many(inner) => format!("[{}]", self::kind(inner)),
    }
}

fn samples(kind: &Kind) -> String {
    match kind {
        Kind::Read(name) => format!("Samples.{}", lower_first(name)),
        Kind::Maybe(inner) => format!("Samples.maybe({})", samples(inner)),
        Kind::Many(inner) => format!("Samples.many({})", samples(inner)),
        other => format!("{}.samples", self::kind(other)),
    }
}

/// `let a: A = try fields.take("a")` for every field; those that stand among the record's own come last.
fn takes(out: &mut String, indent: &str, fields: &[Part]) {
    for field in fields.iter().filter(|field| !field.flat).chain(fields.iter().filter(|field| field.flat)) {
        let from = if field.flat { "fields.rest()".into() } else { format!("fields.take(\"{}\")", field.json) };
        let _ = writeln!(out, "{indent}let {}: {} = try .init(json: {from})", camel(&field.rust), kind(&field.kind));
    }
}

fn labelled(fields: &[Part]) -> String {
    let labels: Vec<String> = fields.iter().map(|field| format!("{0}: {0}", camel(&field.rust))).collect();
    labels.join(", ")
}

/// `["a": a.json, ...]`, with those of a flat field merged in.
fn object(fields: &[Part]) -> String {
    let own: Vec<String> = fields
        .iter()
        .filter(|field| !field.flat)
        .map(|field| format!("\"{}\": {}.json", field.json, camel(&field.rust)))
        .collect();
    let own = if own.is_empty() { "[:]".into() } else { format!("[{}]", own.join(", ")) };
    fields
        .iter()
        .filter(|field| field.flat)
        .fold(own, |text, field| format!("{text}.merging({}.json.fields) {{ own, _ in own }}", camel(&field.rust)))
}

fn record(out: &mut String, record: &Record) {
    let name = &record.name;
    let _ = writeln!(out, "\nextension {name}: Shaped {{\n  init(json: JSON) throws {{");
    let _ = writeln!(out, "    let fields = try Fields(json, of: \"{name}\")");
    takes(out, "    ", &record.fields);
    let _ = writeln!(out, "    try fields.end()\n    self.init({})\n  }}", labelled(&record.fields));
    let _ = writeln!(out, "  var json: JSON {{ .object({}) }}", object(&record.fields));
    let _ = writeln!(out, "  static var samples: [{name}] {{");
    made(out, &format!("{name}("), ")", &record.fields);
    out.push_str("  }\n}\n");
}

/// As many values as the field with the most samples has, each field going round its own.
fn made(out: &mut String, before: &str, after: &str, fields: &[Part]) {
    for field in fields {
        let _ = writeln!(out, "    let {}: [{}] = {}", camel(&field.rust), kind(&field.kind), samples(&field.kind));
    }
    let counts: Vec<String> = fields.iter().map(|field| format!("{}.count", camel(&field.rust))).collect();
    let _ = writeln!(out, "    let count = [{}].max() ?? 1", counts.join(", "));
    let picks: Vec<String> =
        fields.iter().map(|field| format!("{0}: {0}[$0 % {0}.count]", camel(&field.rust))).collect();
    let _ = writeln!(out, "    return (0..<count).map {{ {before}{}{after} }}", picks.join(", "));
}

fn case(choice: &Choice, variant: &Variant) -> String {
    if choice.is_error { variant.rust.clone() } else { lower_first(&variant.rust) }
}

fn choice(out: &mut String, choice: &Choice) {
    let name = &choice.name;
    let tag = choice.tag.as_ref().map_or("nil".into(), |tag| format!("\"{tag}\""));
    let _ = writeln!(out, "\nextension {name}: Shaped {{\n  init(json: JSON) throws {{");
    let _ = writeln!(out, "    let (variant, fields) = try Fields.variant(json, of: \"{name}\", tag: {tag})");
    let _ = writeln!(out, "    switch variant {{");
    for variant in &choice.variants {
        let _ = writeln!(out, "    case \"{}\":", variant.json);
        takes(out, "      ", &variant.fields);
        let case = case(choice, variant);
        if variant.fields.is_empty() {
            let _ = writeln!(out, "      self = .{case}");
        } else {
            let _ = writeln!(out, "      self = .{case}({})", labelled(&variant.fields));
        }
    }
    let _ = writeln!(out, "    default: throw ShapeError(\"{name} has no \\(variant)\")\n    }}");
    let _ = writeln!(out, "    try fields.end()\n  }}\n  var json: JSON {{\n    switch self {{");
    for variant in &choice.variants {
        let case = case(choice, variant);
        let json = &variant.json;
        if variant.fields.is_empty() {
            let _ = writeln!(out, "    case .{case}: Fields.json(\"{json}\", nil, tag: {tag})");
        } else {
            let names: Vec<String> = variant.fields.iter().map(|field| format!("let {}", camel(&field.rust))).collect();
            let _ = writeln!(
                out,
                "    case .{case}({}): Fields.json(\"{json}\", {}, tag: {tag})",
                names.join(", "),
                object(&variant.fields)
            );
        }
    }
    let _ = writeln!(out, "    }}\n  }}\n  static var samples: [{name}] {{");
    let mut parts = Vec::new();
    for (index, variant) in choice.variants.iter().enumerate() {
        let case = case(choice, variant);
        if variant.fields.is_empty() {
            parts.push(format!("[{name}.{case}]"));
        } else {
            let _ = writeln!(out, "    func made{index}() -> [{name}] {{");
            made(out, &format!("{name}.{case}("), ")", &variant.fields);
            out.push_str("    }\n");
            parts.push(format!("made{index}()"));
        }
    }
    let _ = writeln!(out, "    return [\n      {},\n    ].flatMap {{ $0 }}\n  }}\n}}", parts.join(",\n      "));
}

fn calls(out: &mut String, api: &Api) {
    out.push_str("\n/// Calls a method by its name in Rust; absent when there is none.\n");
    out.push_str("func call(_ journal: Journal, _ name: String, _ args: Fields, _ now: Now) throws -> JSON? {\n");
    out.push_str("  switch name {\n");
    for Call { rust, arguments, answer } in &api.calls {
        let _ = writeln!(out, "  case \"{rust}\":");
        let mut given = Vec::new();
        for (name, kind) in arguments {
            let camel = camel(name);
            if *kind == Kind::Named("Now".into()) {
                given.push(format!("{camel}: now"));
            } else {
                let _ = writeln!(out, "    let {camel}: {} = try .init(json: args.take(\"{name}\"))", self::kind(kind));
                given.push(format!("{camel}: {camel}"));
            }
        }
        out.push_str("    try args.end()\n");
        let call = format!("try journal.{}({})", self::camel(rust), given.join(", "));
        if answer.is_some() {
            let _ = writeln!(out, "    return {call}.json");
        } else {
            let _ = writeln!(out, "    {call}\n    return .null");
        }
    }
    out.push_str("  default: return nil\n  }\n}\n");
}

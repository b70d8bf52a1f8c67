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
        Kind::UInt32 => "UInt32".into(),
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

/// Statements that fill `object`; one a field, as a literal with many elements takes the compiler minutes.
fn filled(out: &mut String, indent: &str, fields: &[Part]) {
    let _ = writeln!(out, "{indent}var object: [String: JSON] = [:]");
    for field in fields {
        let name = camel(&field.rust);
        let _ = if field.flat {
            writeln!(out, "{indent}object.merge({name}.json.fields) {{ own, _ in own }}")
        } else {
            writeln!(out, "{indent}object[\"{}\"] = {name}.json", field.json)
        };
    }
}

fn record(out: &mut String, record: &Record) {
    let name = &record.name;
    let _ = writeln!(out, "\nextension {name}: Shaped {{\n  init(json: JSON) throws {{");
    let _ = writeln!(out, "    let fields = try Fields(json, of: \"{name}\")");
    takes(out, "    ", &record.fields);
    let _ = writeln!(out, "    try fields.end()\n    self.init({})\n  }}", labelled(&record.fields));
    out.push_str("  var json: JSON {\n");
    filled(out, "    ", &record.fields);
    out.push_str("    return .object(object)\n  }\n");
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
    let _ = writeln!(out, "    let longest = Samples.most({})", counts.join(", "));
    let picks: Vec<String> =
        fields.iter().map(|field| format!("{0}: Samples.pick({0}, index)", camel(&field.rust))).collect();
    let _ = writeln!(out, "    return (0..<longest).map {{ (index: Int) in {before}{}{after} }}", picks.join(", "));
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
            let _ = writeln!(out, "    case .{case}: return Fields.json(\"{json}\", nil, tag: {tag})");
        } else {
            let names: Vec<String> = variant.fields.iter().map(|field| format!("let {}", camel(&field.rust))).collect();
            let _ = writeln!(out, "    case .{case}({}):", names.join(", "));
            filled(out, "      ", &variant.fields);
            let _ = writeln!(out, "      return Fields.json(\"{json}\", object, tag: {tag})");
        }
    }
    let _ = writeln!(out, "    }}\n  }}\n  static var samples: [{name}] {{");
    let _ = writeln!(out, "    var all: [{name}] = []");
    for (index, variant) in choice.variants.iter().enumerate() {
        let case = case(choice, variant);
        if variant.fields.is_empty() {
            let _ = writeln!(out, "    all.append({name}.{case})");
        } else {
            let _ = writeln!(out, "    func made{index}() -> [{name}] {{");
            made(out, &format!("{name}.{case}("), ")", &variant.fields);
            let _ = writeln!(out, "    }}\n    all += made{index}()");
        }
    }
    out.push_str("    return all\n  }\n}\n");
}

fn calls(out: &mut String, api: &Api) {
    out.push_str("\n/// Calls a method by its name in Rust; absent when there is none.\n");
    out.push_str("func call(_ journal: Journal, _ name: String, _ args: Fields, _ now: Now) throws -> JSON? {\n");
    out.push_str("  switch name {\n");
    for Call { of_journal, rust, arguments, answer } in &api.calls {
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
        let call =
            format!("try {}{}({})", if *of_journal { "journal." } else { "" }, self::camel(rust), given.join(", "));
        if answer.is_some() {
            let _ = writeln!(out, "    return {call}.json");
        } else {
            let _ = writeln!(out, "    {call}\n    return .null");
        }
    }
    out.push_str("  default: return nil\n  }\n}\n");
}

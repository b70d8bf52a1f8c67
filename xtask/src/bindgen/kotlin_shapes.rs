//! The Kotlin half of the scenario and crossing tests.

use std::fmt::Write;

use crate::shapes::{Api, Call, Choice, Kind, Part, Record, Variant, camel, shouty};

pub(crate) fn source(api: &Api) -> String {
    let mut out = String::from(
        "// Written by `cargo xtask bindings` for the tests: values into JSON and back, samples of every type, calls by \
         name.\n@file:Suppress(\"UNUSED_PARAMETER\")\n\npackage org.relatch\n\n",
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

fn shape(kind: &Kind) -> String {
    match kind {
        Kind::Int32 => "Int32Shape".into(),
        Kind::UInt32 => "UInt32Shape".into(),
        Kind::Int64 => "Int64Shape".into(),
        Kind::Double => "DoubleShape".into(),
        Kind::Bool => "BoolShape".into(),
        Kind::Text => "TextShape".into(),
        Kind::Bytes => "BytesShape".into(),
        Kind::Read(name) | Kind::Named(name) => format!("{name}Shape"),
        Kind::Maybe(inner) => format!("{}.maybe()", shape(inner)),
        Kind::Many(inner) => format!("{}.many()", shape(inner)),
    }
}

/// `val a = AShape.read(fields.take("a"))` for every field; those that stand among the record's own come last.
fn takes(out: &mut String, indent: &str, fields: &[Part]) {
    for field in fields.iter().filter(|field| !field.flat).chain(fields.iter().filter(|field| field.flat)) {
        let from = if field.flat { "fields.rest()".into() } else { format!("fields.take(\"{}\")", field.json) };
        let _ = writeln!(out, "{indent}val {} = {}.read({from})", camel(&field.rust), shape(&field.kind));
    }
}

fn given(fields: &[Part]) -> String {
    fields.iter().map(|field| camel(&field.rust)).collect::<Vec<_>>().join(", ")
}

fn pairs(fields: &[Part]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|field| {
            let json = format!("{}.json(value.{})", shape(&field.kind), camel(&field.rust));
            if field.flat { format!("null to {json}") } else { format!("\"{}\" to {json}", field.json) }
        })
        .collect();
    pairs.join(", ")
}

/// As many values as the field with the most samples has, each field going round its own.
fn made(fields: &[Part], make: &str) -> String {
    let lists: Vec<String> =
        fields.iter().map(|field| format!("val {} = {}.samples()", camel(&field.rust), shape(&field.kind))).collect();
    let counts: Vec<String> = fields.iter().map(|field| format!("{}.size", camel(&field.rust))).collect();
    let picks: Vec<String> = fields.iter().map(|field| format!("{0}[it % {0}.size]", camel(&field.rust))).collect();
    format!("run {{ {}; List(maxOf(1, {})) {{ {make}({}) }} }}", lists.join("; "), counts.join(", "), picks.join(", "))
}

fn record(out: &mut String, record: &Record) {
    let name = &record.name;
    let _ = writeln!(out, "object {name}Shape : Shape<{name}> {{");
    let _ =
        writeln!(out, "    override fun read(json: Any?): {name} {{\n        val fields = Fields(json, \"{name}\")");
    takes(out, "        ", &record.fields);
    let _ = writeln!(out, "        fields.end()\n        return {name}({})\n    }}", given(&record.fields));
    let _ = writeln!(out, "    override fun json(value: {name}): Any? = record({})", pairs(&record.fields));
    let _ = writeln!(out, "    override fun samples(): List<{name}> = {}\n}}\n", made(&record.fields, name));
}

fn case(choice: &Choice, variant: &Variant) -> String {
    let name = if choice.is_error { error_name(&choice.name) } else { choice.name.clone() };
    if choice.plain { format!("{name}.{}", shouty(&variant.rust)) } else { format!("{name}.{}", variant.rust) }
}

/// UniFFI calls an error an exception in Kotlin.
fn error_name(name: &str) -> String {
    name.strip_suffix("Error").map_or(name.to_owned(), |stem| format!("{stem}Exception"))
}

fn choice(out: &mut String, choice: &Choice) {
    let shape_name = format!("{}Shape", choice.name);
    let name = if choice.is_error { error_name(&choice.name) } else { choice.name.clone() };
    let tag = choice.tag.as_ref().map_or("null".into(), |tag| format!("\"{tag}\""));
    // An error without fields is a class, every other variant without fields is an object.
    let value = |variant: &Variant| {
        let case = case(choice, variant);
        if variant.fields.is_empty() && !choice.is_error { case } else { format!("{case}({})", given(&variant.fields)) }
    };
    let _ = writeln!(out, "object {shape_name} : Shape<{name}> {{");
    let _ = writeln!(out, "    override fun read(json: Any?): {name} {{");
    let _ = writeln!(out, "        val (variant, fields) = variant(json, \"{name}\", {tag})");
    let _ = writeln!(out, "        val read: {name} = when (variant) {{");
    for variant in &choice.variants {
        let _ = writeln!(out, "            \"{}\" -> {{", variant.json);
        takes(out, "                ", &variant.fields);
        let _ = writeln!(out, "                {}\n            }}", value(variant));
    }
    let _ = writeln!(out, "            else -> throw ShapeException(\"{name} has no $variant\")\n        }}");
    let _ = writeln!(out, "        fields.end()\n        return read\n    }}");
    let _ = writeln!(out, "    override fun json(value: {name}): Any? = when (value) {{");
    for variant in &choice.variants {
        let test = if choice.plain { case(choice, variant) } else { format!("is {}", case(choice, variant)) };
        let fields =
            if variant.fields.is_empty() { "null".into() } else { format!("record({})", pairs(&variant.fields)) };
        let _ = writeln!(out, "        {test} -> variantJson(\"{}\", {fields}, {tag})", variant.json);
    }
    let _ = writeln!(out, "    }}\n    override fun samples(): List<{name}> = listOf(");
    for variant in &choice.variants {
        let list = if variant.fields.is_empty() {
            format!("listOf({})", value(variant))
        } else {
            made(&variant.fields, &case(choice, variant))
        };
        let _ = writeln!(out, "        {list},");
    }
    out.push_str("    ).flatten()\n}\n\n");
}

fn calls(out: &mut String, api: &Api) {
    out.push_str("/** Calls a method by its name in Rust; null when there is none. */\n");
    out.push_str("fun call(journal: Journal, name: String, args: Fields, now: Now): Answer? = when (name) {\n");
    for Call { of_journal, rust, arguments, answer } in &api.calls {
        let _ = writeln!(out, "    \"{rust}\" -> {{");
        let mut given = Vec::new();
        for (name, kind) in arguments {
            let camel = camel(name);
            if *kind == Kind::Named("Now".into()) {
                given.push("now".into());
            } else {
                let _ = writeln!(out, "        val {camel} = {}.read(args.take(\"{name}\"))", shape(kind));
                given.push(camel);
            }
        }
        out.push_str("        args.end()\n");
        let call = format!("{}{}({})", if *of_journal { "journal." } else { "" }, camel(rust), given.join(", "));
        if let Some(answer) = answer {
            let _ = writeln!(out, "        Answer({}.json({call}))\n    }}", shape(answer));
        } else {
            let _ = writeln!(out, "        {call}\n        Answer(null)\n    }}");
        }
    }
    out.push_str("    else -> null\n}\n");
}

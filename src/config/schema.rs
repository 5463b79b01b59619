//! The JSON Schema of `factcheck.toml`, made from the list of keys.

use super::keys::{KEYS, Key, Shape};
use serde_json::{Value, json};

/// The schema, draft 2020-12, for editors that complete TOML by it.
pub fn schema() -> Value {
    let mut root = table(KEYS);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("factcheck.toml");
    root["description"] = json!("What factcheck does in a folder and below.");
    root
}

fn table(keys: &[Key]) -> Value {
    let properties: serde_json::Map<String, Value> = keys
        .iter()
        .map(|k| {
            let mut shape = shape(k.shape);
            shape["description"] = json!(k.about);
            (k.name.to_owned(), shape)
        })
        .collect();
    let needed: Vec<&str> = keys.iter().filter(|k| k.needed).map(|k| k.name).collect();
    let mut out = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !needed.is_empty() {
        out["required"] = json!(needed);
    }
    out
}

fn shape(shape: Shape) -> Value {
    let text = json!({"type": "string", "minLength": 1});
    match shape {
        Shape::Text => text,
        Shape::List => json!({"type": "array", "items": text}),
        Shape::TextOrList => json!({"oneOf": [text, {"type": "array", "items": text}]}),
        Shape::Size => json!({"oneOf": [
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": "^[0-9]+ *([KMGkmg]?[Ii]?[Bb]?)$"},
        ]}),
        Shape::One(words) => json!({"enum": words}),
        Shape::Switches => json!({"type": "object", "additionalProperties": {"type": "boolean"}}),
        Shape::Levels(words) => json!({"type": "object", "additionalProperties": {"enum": words}}),
        Shape::Shares => {
            json!({"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}})
        }
        Shape::Table(keys) => table(keys),
        Shape::Tables(keys) => json!({"type": "array", "items": table(keys)}),
    }
}

//! The JSON Schema of a rule file, for editors that complete TOML by it.

use super::slot::SlotTypes;
use super::written::{EXAMPLE_KEYS, PACK_KEYS, RULE_KEYS};
use serde_json::{Map, Value, json};

/// What each key of a rule is for; the list of keys itself is the reader's.
const ABOUT: &[(&str, &str)] = &[
    ("title", "a word or two for `factcheck rules list`"),
    ("about", "what the pack finds, in a sentence"),
    ("phrases", "named pieces of pattern: <name> puts one into a pattern"),
    ("rule", "the rules"),
    ("id", "unique in its pack; the rule is then called pack/id"),
    ("why", "why two claims that differ cannot both be right"),
    ("kind", "the kind of claim; claims of different kinds are never compared"),
    ("attribute", "which property of the subject: a word, or {slot}"),
    ("subject", "the slot that is whom or what it is about, as slot or slot.facet"),
    ("object", "the slot that is the other party or place"),
    ("value", "the slot that is the value"),
    ("severity", "of a conflict"),
    ("compare", "how two values are compared: a policy, with its options behind it"),
    ("status", "of its claims, whatever the sentence shows"),
    ("patterns", "one of them must match in a sentence"),
    ("context", "patterns that name the parties without a value"),
    ("carry", "slots that may come from the last claim of the same kind"),
    ("optional", "slots without which the claim stands all the same"),
    ("unless", "patterns that forbid a claim near them"),
    ("require", "patterns of which one must match in the sentence"),
    ("qualifiers", "what else belongs to the question: name = \"slot.facet\""),
    ("example", "at least one that gives a claim and one that gives none"),
    ("text", "the sentence or sentences"),
    ("gives", "subject / object / value of each claim, - for what is absent; empty for none"),
    ("published", "the day of the article, for relative dates"),
];

/// The schema, draft 2020-12. `policies` are the names that `compare` may begin with.
pub fn schema(policies: &[&str]) -> Value {
    let mut root = table(PACK_KEYS, &["title", "about", "rule"], policies);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("factcheck rule pack");
    let types: Vec<&str> = SlotTypes::names().collect();
    root["description"] =
        json!(format!("Rules for claims. Slots of a pattern are of these types: {}.", types.join(", ")));
    root
}

fn table(keys: &[&str], needed: &[&str], policies: &[&str]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut shape = shape(key, policies);
        let about = ABOUT.iter().find(|(k, _)| k == key).map_or("", |(_, about)| about);
        shape["description"] = json!(about);
        properties.insert((*key).to_owned(), shape);
    }
    json!({"type": "object", "properties": properties, "required": needed, "additionalProperties": false})
}

fn shape(key: &str, policies: &[&str]) -> Value {
    let text = json!({"type": "string"});
    match key {
        "phrases" | "qualifiers" => json!({"type": "object", "additionalProperties": text}),
        "rule" => {
            let needed = ["id", "why", "kind", "value", "compare", "patterns", "example"];
            json!({"type": "array", "minItems": 1, "items": table(RULE_KEYS, &needed, policies)})
        }
        "example" => json!({"type": "array", "minItems": 2, "items": table(EXAMPLE_KEYS, &["text"], policies)}),
        "severity" => json!({"enum": ["error", "warning", "note"]}),
        "status" => json!({"enum": ["asserted", "expected", "reported", "denied", "conditional"]}),
        "compare" => json!({"type": "string", "pattern": format!("^({})( |$)", policies.join("|"))}),
        "published" => json!({"type": "string", "format": "date"}),
        "patterns" => json!({"type": "array", "minItems": 1, "items": text}),
        "context" | "carry" | "optional" | "unless" | "require" | "gives" => json!({"type": "array", "items": text}),
        _ => json!({"type": "string", "minLength": 1}),
    }
}

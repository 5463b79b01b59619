//! From the lexicons as written to the tables.

use super::phrases::{Writing, pieces};
use super::tables::{
    Abbreviation, Joint, MoneyForm, MoneyWord, NumberWord, ScaleWord, Tables, UnitEntry, UnitWord, VagueWord,
};
use crate::lexicon::{Currencies, Nouns, NumberPlace, Numbers, Term, Units};
use crate::text::{Vocabulary, WordId};
use crate::value::Decimal;
use rustc_hash::FxHashSet;

impl Tables {
    pub(super) fn add_numbers(&mut self, n: &Numbers, v: &mut Vocabulary, triggers: &mut Vec<WordId>) {
        for c in &n.cardinal {
            self.entry(v, &c.text, triggers).cardinal = Some((c.value, c.kind));
        }
        for o in &n.ordinal {
            self.entry(v, &o.text, triggers).ordinal = Some((o.value, o.kind));
        }
        for f in &n.fraction {
            self.entry(v, &f.text, triggers).fraction = Some((f.denominator, false));
            self.entry(v, &f.plural, triggers).fraction = Some((f.denominator, true));
        }
        for f in &n.vulgar {
            self.entry(v, &f.text, triggers).vulgar = Some((f.numerator, f.denominator));
        }
        for m in n.multiple.iter().filter(|m| m.figure) {
            self.entry(v, &m.text, triggers).multiple = Some(m.value);
        }
        for s in &n.scale {
            if s.abbreviation {
                let a = Abbreviation { value: s.value, ambiguous: s.ambiguous };
                self.abbreviations.add(v, &s.text, Writing::Exact, a);
            } else if pieces(&s.text).len() == 1 {
                let scale = ScaleWord { value: s.value, plural: false, ambiguous: s.ambiguous };
                self.entry(v, &s.text, triggers).scale = Some(scale);
                if s.plural != s.text {
                    self.entry(v, &s.plural, triggers).scale = Some(ScaleWord { plural: true, ..scale });
                }
            }
        }
        for x in &n.vague {
            let Some(low) = x.low else { continue };
            if x.exact || low >= Decimal::from(20) {
                triggers.extend(pieces(&x.text).first().map(|p| v.intern(p)));
                let word = VagueWord { low, high: x.high, exact: x.exact, ambiguous: x.ambiguous };
                self.vague.add(v, &x.text, Writing::Any, word);
            }
        }
        self.vague_before.extend(n.vague_before.iter().map(|w| v.intern(w)));
    }

    fn entry(&mut self, v: &mut Vocabulary, word: &Term, triggers: &mut Vec<WordId>) -> &mut NumberWord {
        let id = v.intern(word);
        triggers.push(id);
        self.numbers.entry(id).or_default()
    }

    pub(super) fn add_shades(&mut self, n: &Numbers, v: &mut Vocabulary) {
        for h in &n.hedge {
            let table = match h.place {
                NumberPlace::Before => &mut self.hedges_before,
                NumberPlace::After => &mut self.hedges_after,
                NumberPlace::Verb => &mut self.hedge_verbs,
            };
            table.add(v, &h.text, Writing::Any, h.hedge);
        }
        for e in &n.exact {
            self.exact.add(v, e, Writing::Any, ());
        }
        for m in &n.moved {
            self.moved.add(v, m, Writing::Any, ());
        }
        for r in &n.range {
            let joint = match r.between.as_str() {
                "and" => Joint::And,
                "or" => Joint::Or,
                "-" | "–" | "—" => Joint::Dash,
                _ => Joint::To,
            };
            let id = v.intern(&r.between);
            self.joints.insert(id, joint);
            if !r.open.is_empty() {
                self.openers.add(v, &r.open, Writing::Any, joint == Joint::And);
            }
        }
        for p in &n.percent {
            self.percent.add(v, &p.text, Writing::Any, (p.unit, p.ambiguous));
        }
    }

    pub(super) fn add_nouns(&mut self, n: &Numbers, v: &mut Vocabulary) {
        self.not_counted.extend(n.not_counted.iter().map(|w| v.intern(w)));
        self.predicate.extend(n.predicate.iter().map(|w| v.intern(w)));
        self.attributive.extend(n.attributive.iter().map(|w| v.intern(w)));
        self.plurals.extend(Nouns::bundled().plural.iter().map(|p| (v.intern(&p.text), p.singular.as_str().into())));
        self.counted.extend(n.counted.iter().map(|w| v.intern(w)));
        self.labels.extend(n.label.iter().map(|w| v.intern(w)));
        self.calendar.extend(n.calendar.iter().map(|w| v.intern(w)));
        self.determiners.extend(n.determiner.iter().map(|w| v.intern(w)));
        self.no_compound.extend(n.not_compounded.iter().map(|w| v.intern(w)));
        self.people.extend(n.people.iter().map(|w| v.intern(w)));
        self.comparatives.extend(n.comparative.iter().map(|w| v.intern(w)));
        self.time_nouns.extend(n.time_noun.iter().map(|w| v.intern(w)));
        self.not_rate.extend(n.not_rate.iter().map(|w| v.intern(w)));
        self.ranked.extend(n.ranked.iter().map(|w| v.intern(w)));
        self.money_context.extend(n.money_context.iter().map(|w| v.intern(w)));
        self.weight_context.extend(n.weight_context.iter().map(|w| v.intern(w)));
        self.inch_follows.extend(n.inch_follows.iter().map(|w| v.intern(w)));
        self.change.extend(n.change.iter().map(|w| v.intern(w)));
        self.telephone.extend(n.telephone.iter().map(|w| v.intern(w)));
        self.emergency.extend(n.emergency.iter().cloned());
        self.emergency_verbs.extend(n.emergency_verbs.iter().map(|w| v.intern(w)));
        self.emergency_nouns.extend(n.emergency_nouns.iter().map(|w| v.intern(w)));
    }

    fn code(&mut self, code: &Term) -> Option<u32> {
        if code.is_empty() {
            return None;
        }
        let next = self.codes.len() as u32;
        let number = *self.code_numbers.entry(code.clone()).or_insert(next);
        if number == next {
            self.codes.push(code.as_str().into());
        }
        Some(number)
    }

    pub(super) fn add_money(&mut self, c: &Currencies, v: &mut Vocabulary) {
        let words = c.word.iter().flat_map(|w| w.plural.iter().chain([&w.text]).map(|t| (t, &w.codes)));
        for (text, codes) in words.chain(c.symbol.iter().map(|s| (&s.text, &s.codes))).filter(|(_, c)| c.len() > 1) {
            self.several.insert(text.to_lowercase().into(), codes.iter().map(|c| c.as_str().into()).collect());
        }
        for w in &c.word {
            let word =
                MoneyWord { code: self.code(&w.default), minor: None, ambiguous: w.ambiguous, form: MoneyForm::Name };
            for text in std::iter::once(&w.text).chain(w.plural.iter().filter(|p| **p != w.text)) {
                self.money_after.add(v, text, Writing::Any, word);
            }
            // A currency named before its number ("ringgit 42").
            if !w.ambiguous {
                for p in &w.plural {
                    self.money_before.add(v, p, Writing::Any, word);
                }
            }
        }
        for s in &c.symbol {
            let form = if s.letters { MoneyForm::Letters } else { MoneyForm::Sign };
            let word = MoneyWord { code: self.code(&s.default), minor: None, ambiguous: s.ambiguous, form };
            let writing = if s.letters { Writing::Exact } else { Writing::Any };
            self.money_before.add(v, &s.text, writing, word);
            self.money_after.add(v, &s.text, writing, word);
        }
        for m in &c.minor {
            let minor =
                c.minor_per_major(if m.default.is_empty() { m.codes.first().map_or("", |c| c) } else { &m.default });
            let letter = m.text.chars().count() == 1;
            let form = if letter { MoneyForm::Letters } else { MoneyForm::Name };
            let word =
                MoneyWord { code: self.code(&m.default), minor: Some(minor), ambiguous: letter || m.ambiguous, form };
            for text in std::iter::once(&m.text).chain(m.plural.iter().filter(|p| **p != m.text)) {
                self.money_after.add(v, text, Writing::Any, word);
                if !word.ambiguous {
                    self.money_before.add(v, text, Writing::Any, word);
                }
            }
        }
        let listed: FxHashSet<&str> =
            c.word.iter().flat_map(|w| w.plural.iter().chain([&w.text])).map(Term::as_str).collect();
        let listed_minor: FxHashSet<&str> =
            c.minor.iter().flat_map(|m| m.plural.iter().chain([&m.text])).map(Term::as_str).collect();
        for x in &c.currency {
            let code = self.code(&x.code);
            let word = MoneyWord { code, minor: None, ambiguous: false, form: MoneyForm::Name };
            for text in [&x.name, &x.plural].into_iter().chain(&x.aliases).filter(|t| !listed.contains(t.as_str())) {
                self.money_after.add(v, text, Writing::Any, word);
                if text.contains(' ') {
                    self.money_before.add(v, text, Writing::Any, word);
                }
            }
            for text in &x.minor {
                if !listed_minor.contains(text.as_str()) {
                    self.money_after.add(v, text, Writing::Any, MoneyWord { minor: x.minor_per_major, ..word });
                }
            }
            let ambiguous = c.word_code.contains(&x.code);
            let word = MoneyWord { ambiguous, form: MoneyForm::Code, ..word };
            self.money_before.add(v, &x.code, Writing::Any, word);
            self.money_after.add(v, &x.code, Writing::Any, word);
        }
        for code in &c.lower_code {
            // "30 MUSD", "5 mEUR"
            for (prefix, thousands) in [("k", 1), ("m", 2), ("M", 2), ("bn", 3)] {
                let word = MoneyWord {
                    code: self.code(code),
                    minor: None,
                    ambiguous: false,
                    form: MoneyForm::Large(thousands),
                };
                self.money_after.add(v, &[prefix, code].concat(), Writing::Exact, word);
            }
        }
        self.lower_codes.extend(c.lower_code.iter().map(|w| v.intern(w)));
    }

    pub(super) fn add_units(&mut self, u: &Units, v: &mut Vocabulary) {
        for unit in &u.unit {
            let index = self.units.len() as u32;
            let factor = unit.factor.as_deref().and_then(Decimal::parse).filter(|_| unit.offset.is_none());
            self.units.push(UnitEntry {
                id: unit.id.as_str().into(),
                dimension: unit.dimension.as_str().into(),
                factor,
            });
            for (text, symbol) in unit.names.iter().map(|n| (n, false)).chain(unit.symbols.iter().map(|s| (s, true))) {
                // "in." is as ambiguous as "in".
                let bare = |t: &str| t.trim_end_matches('.').len();
                let ambiguous = unit.ambiguous.iter().any(|a| a[..bare(a)] == text[..bare(text)]);
                let writing = if symbol { Writing::Exact } else { Writing::Any };
                self.unit_words.add(v, text, writing, UnitWord { unit: index, symbol, ambiguous });
                // "a 50,000-square-foot hall"
                if text.starts_with("square ") || text.starts_with("cubic ") {
                    let joined = text.replace(' ', "-");
                    self.unit_words.add(v, &joined, writing, UnitWord { unit: index, symbol, ambiguous });
                }
            }
        }
        for unit in u.unit.iter().filter(|x| x.dimension == "time") {
            let long = unit.factor.as_deref().and_then(Decimal::parse).is_none_or(|f| f >= Decimal::ONE);
            if long {
                self.time_nouns.extend(unit.names.iter().map(|n| v.intern(n)));
            }
        }
        self.add_powers(u, v);
        self.add_prefixed(u, v);
        for p in &u.per {
            self.per.add(v, p, Writing::Any, ());
        }
        self.unit_adjectives.extend(u.adjective.iter().map(|w| v.intern(w)));
        self.rates
            .extend(u.rate.iter().map(|r| (r.of.as_str().into(), r.per.as_str().into(), r.dimension.as_str().into())));
    }

    /// "square millimetres", "cubic feet": areas and volumes of every length, where they are not listed.
    fn add_powers(&mut self, u: &Units, v: &mut Vocabulary) {
        let listed: FxHashSet<&str> = u.unit.iter().flat_map(|x| &x.names).map(Term::as_str).collect();
        for base in u.unit.iter().filter(|x| x.dimension == "length") {
            let length = base.factor.as_deref().and_then(Decimal::parse);
            for (words, dimension, power) in [(&["square", "sq"], "area", 2), (&["cubic", "cu"], "volume", 3)] {
                let factor = length.and_then(|f| (1..power).try_fold(f, |product, _| product.times(f)));
                let unit = self.units.len() as u32;
                self.units.push(UnitEntry {
                    id: format!("{}{power}", base.id).into(),
                    dimension: dimension.into(),
                    factor,
                });
                for name in base.names.iter().filter(|n| !n.contains(' ')) {
                    for name in words.iter().map(|w| [w, " ", name].concat()).filter(|n| !listed.contains(n.as_str())) {
                        self.unit_words.add(v, &name, Writing::Any, UnitWord { unit, symbol: false, ambiguous: false });
                    }
                }
            }
        }
    }

    /// The units that the SI's prefixes make of those that take them, where they are not listed.
    fn add_prefixed(&mut self, u: &Units, v: &mut Vocabulary) {
        let listed: FxHashSet<&str> = u.unit.iter().map(|x| x.id.as_str()).collect();
        for base in u.unit.iter().filter(|x| u.prefixed.contains(&x.id)) {
            for p in &u.prefix {
                let id = [&p.symbol.replace('µ', "u"), base.id.as_str()].concat();
                if listed.contains(id.as_str()) {
                    continue;
                }
                let factor = base.factor.as_deref().and_then(Decimal::parse);
                let factor = factor.and_then(|f| f.times(Decimal::parse(&p.factor)?));
                let unit = self.units.len() as u32;
                self.units.push(UnitEntry { id: id.into(), dimension: base.dimension.as_str().into(), factor });
                let word = UnitWord { unit, symbol: false, ambiguous: false };
                for name in base.names.iter().filter(|n| !n.contains(' ') && n.len() > 3) {
                    self.unit_words.add(v, &[p.text.as_str(), name].concat(), Writing::Any, word);
                }
                if let Some(symbol) = base.symbols.first().filter(|s| **s == base.id) {
                    let symbol = [p.symbol.as_str(), symbol].concat();
                    self.unit_words.add(v, &symbol, Writing::Exact, UnitWord { symbol: true, ..word });
                }
            }
        }
    }
}

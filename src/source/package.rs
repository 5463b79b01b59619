//! Packages: ZIP files with known members in them.

use super::problem;
use crate::diagnostic::Diagnostic;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// An opened package.
pub(super) struct Package<'p> {
    name: &'p str,
    zip: ZipArchive<Cursor<&'p [u8]>>,
    /// How many bytes may still come out of it.
    left: u64,
}

impl<'p> Package<'p> {
    /// Opens `bytes`, of which at most `limit` bytes may come.
    pub(super) fn open(name: &'p str, bytes: &'p [u8], limit: u64) -> Result<Self, Box<Diagnostic>> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Ok(Self { name, zip, left: limit }),
            Err(e) => Err(Box::new(problem::broken_file(name, &why(&e)))),
        }
    }

    /// What the user knows it as.
    pub(super) fn name(&self) -> &'p str {
        self.name
    }

    /// A member's bytes; `None` where there is none of that name.
    pub(super) fn member(&mut self, member: &str) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
        let file = match self.zip.by_name(member) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(Box::new(problem::broken_file(self.name, &why(&e)))),
        };
        let mut bytes = Vec::new();
        match file.take(self.left + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > self.left => Err(Box::new(problem::expands(self.name, self.left))),
            Ok(_) => {
                self.left -= bytes.len() as u64;
                Ok(Some(bytes))
            }
            Err(e) => Err(Box::new(problem::broken_file(self.name, &e.to_string()))),
        }
    }

    /// A member as text.
    pub(super) fn text(&mut self, member: &str) -> Result<Option<String>, Box<Diagnostic>> {
        Ok(self.member(member)?.map(|bytes| match super::decode::decode(&bytes) {
            Ok(decoded) => decoded.text,
            Err(_) => String::from_utf8_lossy(&bytes).into_owned(),
        }))
    }
}

/// A library's words on a broken package.
pub(super) fn why(e: &ZipError) -> String {
    match e {
        ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => "it is encrypted".to_owned(),
        ZipError::InvalidPassword => "it is encrypted".to_owned(),
        ZipError::CompressionMethodNotSupported(_) => "it is compressed by a method that is not read".to_owned(),
        ZipError::InvalidArchive(_) => "it is cut off or damaged".to_owned(),
        e => e.to_string(),
    }
}

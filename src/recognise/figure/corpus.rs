//! Runs the corpus beside this recogniser.

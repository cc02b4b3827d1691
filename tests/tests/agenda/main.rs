//! What is on this week: the right days and hours, in order, once each, with reasons; marked and reminded of.

#![cfg(test)]

mod folded;
mod marks;
mod times;
mod town;

//! A city's feeds over real HTTP: what is new comes, what is not changes no byte, and what is broken loses nothing.

#![cfg(test)]

mod broken;
mod news;
mod town;

/**
 * The facts and the rules: what may be asked, what happened, and what decides between the two. Pure
 * Java: time, identifiers and randomness come in with the command, and nothing here reads or writes
 * outside its arguments.
 */
@NullMarked
package dev.lanyard.domain;

import org.jspecify.annotations.NullMarked;

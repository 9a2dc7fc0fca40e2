/** The vocabulary and the shape of rules: ids, paths, scopes; decider, step, decision. */
@NullMarked
package dev.lanyard.domain;

import org.jspecify.annotations.NullMarked;

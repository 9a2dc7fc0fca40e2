/**
 * What must hold of a ledger, checked on a fold of its own: it shares no code with the rules, which
 * keep it so, nor with the read models, which rely on it.
 */
@NullMarked
package dev.lanyard.projections.invariant;

import org.jspecify.annotations.NullMarked;

/**
 * A whole log, read over HTTP as C2SP tlog-tiles serves it, and verified leaf by leaf (ADR 0010).
 */
@NullMarked
package dev.lanyard.evidence.store;

import org.jspecify.annotations.NullMarked;

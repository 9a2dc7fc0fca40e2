/** Our own surface for what an operator has the server do. */
@NullMarked
package dev.lanyard.api.operation;

import org.jspecify.annotations.NullMarked;

/** Private keys, certificates, secrets, signing: the only room that holds secret material. */
@NullMarked
package dev.lanyard.tokens;

import org.jspecify.annotations.NullMarked;

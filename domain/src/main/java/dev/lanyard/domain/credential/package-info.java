/** The rules of the credentials by which operators prove who they are. */
@NullMarked
package dev.lanyard.domain.credential;

import org.jspecify.annotations.NullMarked;

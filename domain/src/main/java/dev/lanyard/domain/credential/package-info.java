/**
 * The rules of the credentials by which operators prove who they are, and workloads on which
 * resource they run.
 */
@NullMarked
package dev.lanyard.domain.credential;

import org.jspecify.annotations.NullMarked;

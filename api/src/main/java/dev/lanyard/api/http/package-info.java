/** What all HTTP surfaces share: one reading of a request's path, and one form of refusal. */
@NullMarked
package dev.lanyard.api.http;

import org.jspecify.annotations.NullMarked;

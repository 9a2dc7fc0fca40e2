/**
 * Our own surface that decides access for resource servers, and tells reviewers who may do what.
 */
@NullMarked
package dev.lanyard.api.access;

import org.jspecify.annotations.NullMarked;

/** How agents get the certificates by which they prove on which resource they run. */
@NullMarked
package dev.lanyard.api.enrolment;

import org.jspecify.annotations.NullMarked;

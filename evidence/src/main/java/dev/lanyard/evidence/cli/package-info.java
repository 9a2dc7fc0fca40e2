/** The command line of verification: {@code java -jar lanyard.jar verify}. */
@NullMarked
package dev.lanyard.evidence.cli;

import org.jspecify.annotations.NullMarked;

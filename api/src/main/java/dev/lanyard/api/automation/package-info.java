/** What the server does by itself when its time has come. */
@NullMarked
package dev.lanyard.api.automation;

import org.jspecify.annotations.NullMarked;

/** Programs as they run on resources, with Azure's own clients, in processes of their own. */
@NullMarked
package dev.lanyard.api.sdk;

import org.jspecify.annotations.NullMarked;

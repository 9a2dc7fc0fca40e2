/** What can be made where: resource providers with their types, and locations. */
@NullMarked
package dev.lanyard.api.arm.provider;

import org.jspecify.annotations.NullMarked;

/** What a federated credential asks of the tokens of somebody else's issuer. */
@NullMarked
package dev.lanyard.domain.federation;

import org.jspecify.annotations.NullMarked;

package dev.lanyard.projections.state;

import dev.lanyard.domain.Scope;
import dev.lanyard.projections.Page;

/**
 * The resources that can act as a user-assigned identity.
 *
 * @param total how many there are in all
 * @param resources this page of them
 */
public record Associated(long total, Page<Scope> resources) {}

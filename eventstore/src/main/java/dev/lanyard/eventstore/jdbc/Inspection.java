package dev.lanyard.eventstore.jdbc;

import java.util.Optional;

/**
 * What was found when the ledger was computed anew from its rows.
 *
 * @param events how many were looked at: all up to the head at the time; of dropped segments, the
 *     roots
 * @param damage what is wrong, the first of it; empty where all is as it was written
 */
public record Inspection(long events, Optional<String> damage) {}

/**
 * The SQLite file behind a view: its schema, its one writer, its readers, interned names and
 * temporal tables.
 */
@NullMarked
package dev.lanyard.projections.store;

import org.jspecify.annotations.NullMarked;

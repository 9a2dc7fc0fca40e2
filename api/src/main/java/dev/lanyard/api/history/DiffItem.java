package dev.lanyard.api.history;

import io.swagger.v3.oas.annotations.media.Schema;

/** What {@code GET /history/diff} lists. */
@Schema(oneOf = {StateDifference.class, AccessDifference.class})
public sealed interface DiffItem permits StateDifference, AccessDifference {}

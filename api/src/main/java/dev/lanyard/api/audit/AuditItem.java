package dev.lanyard.api.audit;

import io.swagger.v3.oas.annotations.media.Schema;

/** What {@code GET /audit/events} lists. */
@Schema(oneOf = {AuditEvent.class, RefusedRequest.class})
public sealed interface AuditItem permits AuditEvent, RefusedRequest {}

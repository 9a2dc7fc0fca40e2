package dev.lanyard.domain;

import dev.lanyard.domain.command.LifecycleCommand;

/**
 * A command and the decider that answers it: an entry of a room's {@code ...Rules} list.
 *
 * @param command the command's type, named by its {@code @Command} annotation
 * @param decider the rule
 */
public record Rule<C extends LifecycleCommand, S>(Class<C> command, Decider<C, S> decider) {}

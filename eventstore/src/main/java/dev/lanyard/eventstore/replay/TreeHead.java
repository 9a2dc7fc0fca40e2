package dev.lanyard.eventstore.replay;

/**
 * What somebody committed to: the Merkle tree over the first so many events (RFC 6962, 2.1).
 *
 * @param size how many events; at least 0
 * @param root the hash over them, 64 hexadecimal digits in lower case
 * @param source who says so, in a word or two: {@code ledger}, or the name of a checkpoint
 */
public record TreeHead(long size, String root, String source) {}

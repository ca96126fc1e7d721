package dev.belay.linter.engine;

import java.time.Duration;

/**
 * What a check took.
 *
 * @param files of the project, from 0
 * @param reported how many of them were asked for
 * @param bytes of all files that were scanned
 * @param admitted files that the screen let in
 * @param admittedBytes of those
 * @param recalled how many of them were not parsed, for an earlier check knew what comes of them
 * @param passedOver how many of them were not parsed, for a glance told that they hold nothing
 * @param headers how often a file was read for its declarations alone, on demand of others; depends
 *     on which thread came first
 * @param scanning time of the first pass over all files
 * @param checking time of the check
 */
public record Statistics(
    int files,
    int reported,
    long bytes,
    int admitted,
    long admittedBytes,
    int recalled,
    int passedOver,
    int headers,
    Duration scanning,
    Duration checking) {

  /** Files that were parsed to be checked. */
  public int parsed() {
    return admitted - recalled - passedOver;
  }
}

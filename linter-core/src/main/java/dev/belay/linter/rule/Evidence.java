package dev.belay.linter.rule;

import dev.belay.linter.source.Location;

/**
 * One step of the path that led to a finding.
 *
 * @param at where, perhaps in another file than the finding
 * @param text what is true there, lower case, no full stop: "the pool made here is never shut down"
 */
public record Evidence(Location at, String text) {}

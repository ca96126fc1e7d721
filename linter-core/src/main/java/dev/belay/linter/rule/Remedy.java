package dev.belay.linter.rule;

/** What a rule has to offer for a finding: a fix, or the reason why there is none. */
public sealed interface Remedy permits Fix, Refusal {}

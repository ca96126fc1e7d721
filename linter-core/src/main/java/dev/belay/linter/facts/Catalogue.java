package dev.belay.linter.facts;

/** Placeholder until the catalogue's format is read. */
public final class Catalogue {}

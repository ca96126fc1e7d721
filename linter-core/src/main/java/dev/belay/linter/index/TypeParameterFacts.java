package dev.belay.linter.index;

/**
 * A type parameter of a class or method.
 *
 * @param name as declared
 * @param bound the first bound as written; empty where there is none
 */
public record TypeParameterFacts(String name, String bound) {}

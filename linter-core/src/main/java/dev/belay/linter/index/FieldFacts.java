package dev.belay.linter.index;

/**
 * A field, enum constant or record component.
 *
 * @param name as declared
 * @param modifiers bits of {@link Modifiers}
 * @param type as written
 * @param line of the name, from 1; 0 where there is no file
 */
public record FieldFacts(String name, int modifiers, String type, int line) {}

package dev.belay.linter.rule;

import dev.belay.linter.source.SourceRange;

/**
 * One replacement in the text of the finding's own file.
 *
 * @param range what goes; empty for an insertion
 * @param replacement what comes; empty for a deletion
 */
public record Edit(SourceRange range, String replacement) {}

package dev.belay.linter.rule;

import com.github.javaparser.ast.Node;
import dev.belay.linter.source.Suppression;
import java.util.Optional;

/**
 * A word of a suppression that silences nothing.
 *
 * @param suppression the whole of it
 * @param node innermost node that it stands in
 * @param ruleId the word; empty where an annotation means every rule, or a comment names none
 * @param isRule whether there is a rule of that name, which then ran and said nothing there
 */
public record IdleSuppression(
    Suppression suppression, Node node, Optional<String> ruleId, boolean isRule) {}

package dev.belay.linter.engine;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.FileFacts;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.SourceText;
import dev.belay.linter.source.Suppression;
import dev.belay.linter.source.Suppressions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The check of one file: one parse, one walk of the tree, drafts to findings. Belongs to one
 * thread; the tree goes when it ends.
 */
final class FileCheck {

  private final SourceText source;
  private final List<Rule> rules;
  private final Levels levels;
  private final List<RuleContext> contexts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Integer> silent = new HashSet<>();

  /** Rules, numbered as {@code dispatch} has them, and what they share. */
  FileCheck(SourceText source, List<Rule> rules, Levels levels) {
    this.source = source;
    this.rules = rules;
    this.levels = levels;
  }

  /**
   * The check.
   *
   * @param project is told what the file declares
   * @param inquiry what this file asks of others
   */
  FileResult run(Dispatch dispatch, SourceIndex project, Inquiry inquiry, Catalogue catalogue) {
    ParsedFile parsed = ParsedFile.of(source);
    problems.addAll(parsed.problems());
    if (parsed.result().isEmpty()) {
      return new FileResult(List.of(), List.of(), List.of(), problems);
    }
    ParseResult<CompilationUnit> result = parsed.result().get();
    CompilationUnit unit = result.getResult().orElseThrow();
    if (parsed.problems().isEmpty()) {
      project.know(source.path(), SourceFacts.of(unit, source));
    }
    FileFacts facts = new FileFacts(unit, source, inquiry, catalogue);
    for (int i = 0; i < rules.size(); i++) {
      contexts.add(new RuleContext(source, facts, inquiry::level));
      if (levels.of(rules.get(i), source.path(), Optional.empty()) == Severity.OFF) {
        silent.add(i);
      }
    }
    walk(unit, dispatch);
    return findings(Suppressions.of(result, source));
  }

  /** Visits every node before its children, in order of the text; without recursion. */
  private void walk(CompilationUnit unit, Dispatch dispatch) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(unit);
    while (!open.isEmpty()) {
      Node node = open.pop();
      for (Dispatch.Handler handler : dispatch.handlersOf(node)) {
        if (!silent.contains(handler.rule())) {
          check(node, handler);
        }
      }
      List<Node> children = inOrder(node.getChildNodes());
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
  }

  private void check(Node node, Dispatch.Handler handler) {
    RuleContext context = contexts.get(handler.rule());
    CrashBoundary.run(() -> handler.check().accept(node, context))
        .ifPresent(
            thrown -> {
              silent.add(handler.rule());
              String id = rules.get(handler.rule()).info().id();
              int line = source.lineOf(source.rangeOf(node).start());
              problems.add(new Problem.RuleFailed(id, source.path(), line, thrown));
            });
  }

  /** The parser lists children in the order of its grammar, which is mostly that of the text. */
  private static List<Node> inOrder(List<Node> children) {
    for (int i = 1; i < children.size(); i++) {
      if (Node.NODE_BY_BEGIN_POSITION.compare(children.get(i - 1), children.get(i)) > 0) {
        return children.stream().sorted(Node.NODE_BY_BEGIN_POSITION).toList();
      }
    }
    return children;
  }

  private FileResult findings(Suppressions suppressions) {
    List<Finding> findings = new ArrayList<>();
    List<Report.Suppressed> suppressed = new ArrayList<>();
    Set<Suppression> used = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      String id = rule.info().id();
      Fingerprints fingerprints = new Fingerprints();
      for (FindingDraft draft : inOrder(contexts.get(i))) {
        Finding finding = finding(draft, rule, fingerprints);
        Optional<Suppression> by = suppressions.find(id, draft.node(), draft.range());
        by.ifPresent(used::add);
        if (by.isPresent()) {
          suppressed.add(new Report.Suppressed(finding, by.get()));
        } else if (finding.severity() != Severity.OFF) {
          findings.add(finding);
        }
      }
    }
    List<Suppression> unused =
        suppressions.all().stream().filter(suppression -> !used.contains(suppression)).toList();
    return new FileResult(findings, suppressed, unused, problems);
  }

  /** Drafts by place, so that equal ones are counted alike whatever the walk met first. */
  private static List<FindingDraft> inOrder(RuleContext context) {
    return context.drafts().stream()
        .sorted(Comparator.comparing(FindingDraft::range).thenComparing(FindingDraft::message))
        .toList();
  }

  private Finding finding(FindingDraft draft, Rule rule, Fingerprints fingerprints) {
    String id = rule.info().id();
    return new Finding(
        id,
        levels.of(rule, source.path(), draft.severity()),
        source.locationOf(draft.range()),
        draft.message(),
        Enclosing.of(draft.node()),
        draft.evidence(),
        draft.help(),
        draft.fixes(),
        draft.refusal(),
        fingerprints.next(
            id, Enclosing.qualified(draft.node()), source.significant(draft.range())));
  }
}

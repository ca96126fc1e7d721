package dev.belay.linter.engine;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.belay.linter.engine.IdleSuppressions.Use;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.FileFacts;
import dev.belay.linter.facts.Namesakes;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.IdleSuppression;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.SourceText;
import dev.belay.linter.source.Suppression;
import dev.belay.linter.source.Suppression.Form;
import dev.belay.linter.source.Suppressions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The check of one file: one parse, one walk of the tree, drafts to findings. Belongs to one
 * thread; the tree goes when it ends.
 */
final class FileCheck {

  private static final Refusal GENERATED =
      new Refusal("the file is generated: what made it would write over a fix");

  private final SourceText source;
  private final List<Rule> rules;
  private final Levels levels;
  private final Dispatch dispatch;
  private final IdleSuppressions idleSuppressions;
  private final List<RuleContext> contexts = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final BitSet seeing;
  private final BitSet silent = new BitSet();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Report.Suppressed> suppressed = new ArrayList<>();
  private final Set<Use> used = new HashSet<>();
  private boolean isWhole;
  private boolean generated;

  /**
   * Rules, numbered as {@code dispatch} has them, and what they share.
   *
   * @param seeing numbers of those that see the file; the others would find nothing in it, which is
   *     as good as having seen it. Not changed
   */
  FileCheck(
      SourceText source,
      List<Rule> rules,
      Dispatch dispatch,
      BitSet seeing,
      Levels levels,
      IdleSuppressions idleSuppressions) {
    this.source = source;
    this.rules = rules;
    this.dispatch = dispatch;
    this.seeing = seeing;
    this.levels = levels;
    this.idleSuppressions = idleSuppressions;
  }

  /**
   * The check.
   *
   * @param project is told what the file declares
   * @param inquiry what this file asks of others
   * @param namesakes those in the file
   */
  FileResult run(SourceIndex project, Inquiry inquiry, Catalogue catalogue, Namesakes namesakes) {
    ParsedFile parsed = ParsedFile.of(source);
    problems.addAll(parsed.problems());
    if (parsed.result().isEmpty()) {
      return new FileResult(List.of(), List.of(), problems);
    }
    ParseResult<CompilationUnit> result = parsed.result().get();
    CompilationUnit unit = result.getResult().orElseThrow();
    isWhole = parsed.problems().isEmpty();
    List<TypeFacts> declared = SourceFacts.of(unit, source);
    if (isWhole) {
      project.know(source.path(), declared);
    }
    FileFacts facts = new FileFacts(unit, source, declared, inquiry, catalogue, namesakes);
    for (int i = 0; i < rules.size(); i++) {
      contexts.add(new RuleContext(source, facts, inquiry::level));
      if (levels.of(rules.get(i), source.path(), Optional.empty()) == Severity.OFF) {
        silent.set(i);
      }
    }
    show(facts.nodes().all());
    generated = GeneratedCode.is(unit, source);
    return findings(Suppressions.of(result, source), unit);
  }

  /** Shows the rules what they asked for, in order of the text. */
  private void show(List<Node> nodes) {
    for (Node node : nodes) {
      for (Dispatch.Handler handler : dispatch.handlersOf(node)) {
        if (seeing.get(handler.rule()) && !silent.get(handler.rule())) {
          check(node, handler);
        }
      }
    }
  }

  private void check(Node node, Dispatch.Handler handler) {
    RuleContext context = contexts.get(handler.rule());
    guarded(node, handler.rule(), () -> handler.check().accept(node, context));
  }

  /** Runs a part of a rule, which is silent from then on if it fails. */
  private void guarded(Node node, int rule, Runnable check) {
    CrashBoundary.run(check)
        .ifPresent(
            thrown -> {
              silent.set(rule);
              isWhole = false;
              String id = rules.get(rule).info().id();
              int line = source.lineOf(source.rangeOf(node).start());
              problems.add(new Problem.RuleFailed(id, source.path(), line, thrown));
            });
  }

  private FileResult findings(Suppressions suppressions, CompilationUnit unit) {
    Set<Integer> last = new HashSet<>();
    dispatch.idleHandlers().forEach(handler -> last.add(handler.rule()));
    for (int i = 0; i < rules.size(); i++) {
      if (!last.contains(i)) {
        String id = rules.get(i).info().id();
        settle(i, draft -> suppressions.find(id, draft.node(), draft.range()));
      }
    }
    dispatch.idleHandlers().forEach(handler -> checkIdle(handler, suppressions, unit));
    return new FileResult(findings, suppressed, problems);
  }

  /** Turns a rule's drafts into findings, silenced or not. */
  private void settle(int rule, Function<FindingDraft, Optional<Suppression>> silencer) {
    String id = rules.get(rule).info().id();
    Fingerprints fingerprints = new Fingerprints();
    for (FindingDraft draft : inOrder(contexts.get(rule))) {
      Finding finding = finding(draft, rules.get(rule), fingerprints);
      Optional<Suppression> by = silencer.apply(draft);
      by.ifPresent(suppression -> used.add(new Use(suppression, id)));
      if (by.isPresent()) {
        suppressed.add(new Report.Suppressed(finding, by.get()));
      } else if (finding.severity() != Severity.OFF) {
        findings.add(finding);
      }
    }
  }

  /**
   * What silences a finding about an idle word is not idle itself. So the words for every rule come
   * after those for one, and the words for this rule itself last: nothing silences those.
   */
  private void checkIdle(
      Dispatch.IdleHandler handler, Suppressions suppressions, CompilationUnit unit) {
    String id = rules.get(handler.rule()).info().id();
    Map<FindingDraft, Suppression> silencers = new IdentityHashMap<>();
    Predicate<IdleSuppression> isOwn = idle -> idle.ruleId().equals(Optional.of(id));
    Predicate<IdleSuppression> isForAll =
        idle -> idle.ruleId().isEmpty() && idle.suppression().form() == Form.ANNOTATION;
    for (var words : List.of(isOwn.or(isForAll).negate(), isForAll)) {
      for (FindingDraft draft : checkIdle(handler, suppressions, unit, words)) {
        Optional<Suppression> by = silencerOfIdle(id, draft, suppressions);
        by.ifPresent(suppression -> silencers.put(draft, suppression));
        by.ifPresent(suppression -> used.add(new Use(suppression, id)));
      }
    }
    checkIdle(handler, suppressions, unit, isOwn);
    settle(handler.rule(), draft -> Optional.ofNullable(silencers.get(draft)));
  }

  /** A suppression speaks of its own idle words only where it names the rule. */
  private static Optional<Suppression> silencerOfIdle(
      String id, FindingDraft draft, Suppressions suppressions) {
    Predicate<Suppression> isItself = by -> by.range().equals(draft.range());
    return suppressions.all().stream()
        .filter(isItself.and(by -> by.ruleIds().contains(id)))
        .findFirst()
        .or(() -> suppressions.find(id, draft.node(), draft.range(), isItself.negate()));
  }

  /** Asks the rule about some of the idle words. */
  private List<FindingDraft> checkIdle(
      Dispatch.IdleHandler handler,
      Suppressions suppressions,
      CompilationUnit unit,
      Predicate<IdleSuppression> which) {
    RuleContext context = contexts.get(handler.rule());
    int before = context.drafts().size();
    for (IdleSuppression idle :
        idleSuppressions.find(suppressions.all(), used, ran(), unit, source)) {
      if (which.test(idle) && !silent.get(handler.rule())) {
        guarded(idle.node(), handler.rule(), () -> handler.check().accept(idle, context));
      }
    }
    return context.drafts().subList(before, context.drafts().size());
  }

  /** Rules that have seen the whole file; none where it could not be parsed, or one failed. */
  private Set<String> ran() {
    Set<String> ran = new HashSet<>();
    for (int i = 0; i < rules.size() && isWhole; i++) {
      if (!silent.get(i)) {
        ran.add(rules.get(i).info().id());
      }
    }
    return ran;
  }

  /** Drafts by place, so that equal ones are counted alike whatever the walk met first. */
  private static List<FindingDraft> inOrder(RuleContext context) {
    return context.drafts().stream().sorted(FileCheck::compare).toList();
  }

  private static int compare(FindingDraft one, FindingDraft other) {
    int order = one.range().compareTo(other.range());
    return order != 0 ? order : one.message().compareTo(other.message());
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
        generated ? List.of() : draft.fixes(),
        generated && !draft.fixes().isEmpty() ? Optional.of(GENERATED) : draft.refusal(),
        fingerprints.next(
            id, Enclosing.qualified(draft.node()), source.significant(draft.range())));
  }
}

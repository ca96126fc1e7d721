package dev.belay.cli.page;

import dev.belay.cli.usage.Nearest;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All rules by id, with their pages. Immutable; pages are read when asked for. */
public final class RuleBook {

  private final TreeMap<String, Rule> rules = new TreeMap<>();

  /** A book of these rules. */
  public RuleBook(Collection<Rule> rules) {
    rules.forEach(rule -> this.rules.put(rule.info().id(), rule));
  }

  /** Sorted by id. */
  public List<String> ids() {
    return List.copyOf(rules.keySet());
  }

  /** Sorted by id. */
  public List<RuleInfo> infos() {
    return rules.values().stream().map(Rule::info).toList();
  }

  /** Sorted by id. */
  public List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /** What a rule says of itself, or nothing where no rule has the id. */
  public Optional<RuleInfo> find(String id) {
    return Optional.ofNullable(rules.get(id)).map(Rule::info);
  }

  /**
   * The rule a user named.
   *
   * @param where what named it, to begin the error line with: "--select"
   * @throws UsageException if no rule has the id; the line offers the nearest
   */
  public RuleInfo demand(String id, String where) {
    return find(id)
        .orElseThrow(
            () ->
                new UsageException(
                    where + ": unknown rule '" + id + "'" + Nearest.hint(id, rules.keySet())));
  }

  /** The page of a rule, or nothing where it ships without one. */
  public Optional<RulePage> page(String id) {
    return Optional.ofNullable(rules.get(id)).flatMap(RulePage::of);
  }

  /** The same without colours. */
  public Optional<PlainPage> plainPage(String id) {
    return Optional.ofNullable(rules.get(id))
        .flatMap(rule -> StoredPages.find(rule).or(() -> page(id).map(PlainPage::of)));
  }

  /** Reads the pages that the build laid out, which the first question for one would do. */
  public static void readPages() {
    StoredPages.demand();
  }
}

package dev.belay.cli.report;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.page.RulePage;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page that stands alone: no network, no fonts, no library. It is whole without its script,
 * which only narrows it down. Written in plain Java: the page is one shape with a handful of loops,
 * and a template library would cost more start-up than the page's own code.
 */
final class HtmlReport implements ReportWriter {

  /** More than this, and browsers stall before anybody could have read it. */
  static final int MOST_FINDINGS = 5_000;

  private static final List<Severity> SEVERITIES =
      List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE);

  private final Layout layout;
  private final RuleBook book;

  HtmlReport(Layout layout, RuleBook book) {
    this.layout = layout;
    this.book = book;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    List<Finding> told = worst(results.findings());
    Html html = new Html(out);
    html.raw(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <meta name="generator" content="Belay\s""");
    html.text(layout.version()).raw("\">\n<title>Belay: " + headline(results) + "</title>\n");
    html.raw("<style>\n").raw(resource("report.css")).raw("</style>\n</head>\n<body>\n");
    head(results, html);
    html.raw("<main>\n");
    if (!told.isEmpty()) {
      Clusters.of(told, layout).write(html);
      filter(results, html);
      findings(told, sources, html);
    }
    if (told.size() < results.findings().size()) {
      html.raw("<p>" + (results.findings().size() - told.size()))
          .raw(" lighter findings are not on this page; the other formats have them.</p>\n");
    }
    notices(results, html);
    rules(results, html);
    html.raw("</main>\n<script>\n").raw(resource("report.js")).raw("</script>\n</body>\n</html>\n");
  }

  private static List<Finding> worst(List<Finding> findings) {
    if (findings.size() <= MOST_FINDINGS) {
      return findings;
    }
    return findings.stream()
        .sorted(Comparator.comparing(Finding::severity).reversed())
        .limit(MOST_FINDINGS)
        .sorted()
        .toList();
  }

  private static String headline(Results results) {
    int count = results.findings().size();
    return count == 0 ? "no findings" : count == 1 ? "1 finding" : count + " findings";
  }

  private void head(Results results, Html html) throws IOException {
    html.raw("<header>\n<h1>Belay: " + headline(results) + "</h1>\n");
    html.raw("<p class=\"soft\">Orphaned tasks and loops that cannot be cancelled, in ")
        .raw(results.files() + (results.files() == 1 ? " file" : " files"))
        .raw(". Belay ")
        .text(layout.version())
        .raw(".</p>\n<ul class=\"totals\">\n");
    for (Severity severity : SEVERITIES) {
      long count = results.count(severity);
      html.raw("<li class=\"" + severity.word() + "\"><b>" + count + "</b>")
          .raw(severity.word() + (count == 1 ? "" : "s") + "</li>\n");
    }
    long files = results.filesWithFindings();
    html.raw(
        "<li><b>" + files + "</b>" + (files == 1 ? "file" : "files") + " with findings</li>\n");
    html.raw("</ul>\n</header>\n");
  }

  private static void filter(Results results, Html html) throws IOException {
    html.raw("<h2 id=\"findings\">Findings</h2>\n");
    html.raw(
        "<form id=\"filter\" hidden>\n<label>Rule<select name=\"rule\"><option value=\"\">all</option>");
    for (String rule :
        results.findings().stream().map(Finding::ruleId).sorted().distinct().toList()) {
      html.raw("<option>").text(rule).raw("</option>");
    }
    html.raw(
        "</select></label>\n<label>Severity<select name=\"severity\"><option value=\"\">all</option>");
    for (Severity severity : SEVERITIES) {
      html.raw("<option>" + severity.word() + "</option>");
    }
    html.raw(
        """
        </select></label>
        <label>Path contains<input name="path" type="search" autocomplete="off" spellcheck="false"></label>
        <button type="reset">Show all</button>
        <output id="shown" aria-live="polite"></output>
        </form>
        """);
  }

  private void findings(List<Finding> findings, Sources sources, Html html) throws IOException {
    Map<String, List<Finding>> byPath = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            byPath
                .computeIfAbsent(finding.at().path(), path -> new java.util.ArrayList<>())
                .add(finding));
    for (Map.Entry<String, List<Finding>> file : byPath.entrySet()) {
      html.raw("<section class=\"file\">\n<h3>")
          .text(layout.inRepository(file.getKey()))
          .raw("</h3>\n");
      for (Finding finding : file.getValue()) {
        finding(finding, sources, html);
      }
      html.raw("</section>\n");
    }
  }

  private void finding(Finding finding, Sources sources, Html html) throws IOException {
    String path = layout.inRepository(finding.at().path());
    String severity = finding.severity().word();
    html.raw("<article data-rule=\"")
        .text(finding.ruleId())
        .raw("\" data-severity=\"" + severity + "\" data-path=\"")
        .text(path)
        .raw("\">\n<p class=\"place\">")
        .text("line " + finding.at().startLine())
        .raw(", in ")
        .text(finding.enclosing())
        .raw("</p>\n<h4><span class=\"" + severity + "\">" + severity + ":</span> ")
        .text(finding.message())
        .raw(" <a class=\"soft\" href=\"#rule-")
        .text(finding.ruleId())
        .raw("\">")
        .text(finding.ruleId())
        .raw("</a></h4>\n");
    HtmlExcerpt.of(finding.at(), sources).write(html);
    if (!finding.evidence().isEmpty()) {
      html.raw("<ol class=\"path\" aria-label=\"evidence\">\n");
      for (Evidence step : finding.evidence()) {
        boolean here = step.at().path().equals(finding.at().path());
        String place =
            here
                ? "line " + step.at().startLine()
                : layout.inRepository(step.at().path()) + ":" + step.at().startLine();
        html.raw("<li>").text(step.text()).raw(" <span class=\"soft\">").text(place).raw("</span>");
        HtmlExcerpt.firstLine(step.at(), sources).write(html);
        html.raw("</li>\n");
      }
      html.raw("</ol>\n");
    }
    if (finding.help().isPresent()) {
      html.raw("<p class=\"help\">").text(finding.help().get()).raw("</p>\n");
    }
    for (Fix fix : finding.fixes()) {
      String option = fix.safety() == Fix.Safety.SAFE ? "--fix" : "--unsafe-fixes";
      html.raw("<p class=\"help\">").text(fix.title()).raw(" (<code>" + option + "</code>)</p>\n");
    }
    if (finding.refusal().isPresent()) {
      html.raw("<p class=\"soft\">no fix: ").text(finding.refusal().get().reason()).raw("</p>\n");
    }
    html.raw("</article>\n");
  }

  private void notices(Results results, Html html) throws IOException {
    if (results.notices().isEmpty()) {
      return;
    }
    html.raw("<h2>What could not be looked at</h2>\n<ul>\n");
    for (Notice notice : results.notices()) {
      html.raw("<li>").text(notice.line(layout)).raw("</li>\n");
    }
    html.raw("</ul>\n");
  }

  private void rules(Results results, Html html) throws IOException {
    html.raw("<h2>Rules</h2>\n<div class=\"rules\">\n");
    for (RuleInfo rule : results.rules()) {
      html.raw("<details id=\"rule-")
          .text(rule.id())
          .raw("\"><summary><code>")
          .text(rule.id())
          .raw("</code> ")
          .text(rule.title())
          .raw("</summary>\n<p class=\"soft\">")
          .text(RulePage.header(rule))
          .raw("</p>\n")
          .raw(book.page(rule.id()).map(RulePage::asHtml).orElse(""))
          .raw("</details>\n");
    }
    html.raw("</div>\n");
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.belay.cli.report;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where findings cluster: a bar for each folder, the fullest first, made of what weighs most. Each
 * is a button that narrows the page to its folder.
 */
record Clusters(List<Folder> folders, int untold) {

  private static final int MOST_FOLDERS = 20;
  private static final List<Severity> HEAVIEST_FIRST =
      List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE);

  /** A folder's findings by severity. */
  record Folder(String path, Map<Severity, Integer> counts) {
    int count() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    int count(Severity severity) {
      return counts.getOrDefault(severity, 0);
    }
  }

  static Clusters of(List<Finding> findings, Layout layout) {
    Map<String, Map<Severity, Integer>> byFolder = new TreeMap<>();
    for (Finding finding : findings) {
      String path = layout.inRepository(finding.at().path());
      String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
      byFolder
          .computeIfAbsent(folder, it -> new EnumMap<>(Severity.class))
          .merge(finding.severity(), 1, Integer::sum);
    }
    List<Folder> folders = new ArrayList<>();
    byFolder.forEach((path, counts) -> folders.add(new Folder(path, counts)));
    folders.sort(Comparator.comparingInt((Folder it) -> -it.count()).thenComparing(Folder::path));
    int shown = Math.min(MOST_FOLDERS, folders.size());
    return new Clusters(folders.subList(0, shown), folders.size() - shown);
  }

  void write(Html html) throws IOException {
    int most = folders.stream().mapToInt(it -> it.count()).max().orElse(1);
    html.raw(
        "<h2 id=\"where\">Where they cluster</h2>\n<ul class=\"clusters\" aria-labelledby=\"where\">\n");
    for (Folder folder : folders) {
      String name = folder.path.isEmpty() ? "(top)" : folder.path;
      html.raw("<li><button type=\"button\" aria-pressed=\"false\" data-folder=\"")
          .text(folder.path)
          .raw("\"><span class=\"name\">")
          .text(name)
          .raw("</span><span class=\"bar\" aria-hidden=\"true\">");
      for (Severity severity : HEAVIEST_FIRST) {
        if (folder.count(severity) > 0) {
          int percent = Math.max(1, Math.round(100f * folder.count(severity) / most));
          html.raw("<i class=\"" + severity.word() + "\" style=\"width:" + percent + "%\"></i>");
        }
      }
      html.raw("</span><span class=\"count\">" + folder.count() + "</span></button></li>\n");
    }
    html.raw("</ul>\n");
    if (untold > 0) {
      html.raw("<p class=\"soft\">" + untold + " more folders with fewer.</p>\n");
    }
  }
}

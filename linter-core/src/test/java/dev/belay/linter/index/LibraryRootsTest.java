package dev.belay.linter.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.FileSketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibraryRootsTest {

  @Test
  void findsTheLongestRoot() {
    assertEquals(Optional.of("org.apache.hadoop"), LibraryRoots.rootOf("org.apache.hadoop.fs"));
    assertEquals(
        Optional.of("org.apache.hadoop.hbase"), LibraryRoots.rootOf("org.apache.hadoop.hbase"));
    assertEquals(Optional.empty(), LibraryRoots.rootOf("org.apache.hadoopish"));
    assertEquals(Optional.empty(), LibraryRoots.rootOf("com.acme"));
  }

  @Test
  void meansWhatAFileImportsAndWhatThatNames() {
    assertEquals(Set.of(), meantBy("package a; class A {}"));
    assertEquals(Set.of(), meantBy("package org.apache; class Kafka {}"));
    assertEquals(
        Set.of("org.apache.kafka"),
        meantBy("import org.apache.kafka.clients.producer.*; class A {}"));
    assertTrue(
        meantBy("class A { org.springframework.kafka.core.KafkaTemplate<K, V> all; }")
            .containsAll(Set.of("org.springframework.kafka", "org.apache.kafka")));
  }

  /** What the list lacks is never read, and what only the list has cannot be. */
  @Test
  void listsTheStoredLibraries() throws IOException {
    try (Stream<Path> files = Files.list(StoredTypes.RESOURCES.resolve("libraries"))) {
      Set<String> stored =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".txt"))
              .map(name -> name.replace(".txt", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(stored, LibraryRoots.all());
    }
  }

  private static Set<String> meantBy(String file) {
    return LibraryRoots.meantBy(List.of(FileSketch.of(file.getBytes(UTF_8))));
  }
}

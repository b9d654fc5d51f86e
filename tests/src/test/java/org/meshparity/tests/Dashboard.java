package org.meshparity.tests;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard as Grafana is provisioned with it. */
record Dashboard(JsonNode json) {

  static final String FOLDER = "docker/grafana/dashboards";

  private static final Map<String, String> VARIABLES =
      Map.of(
          "$__rate_interval", "30s",
          "$comparison", ".*",
          "$reporter", "destination",
          "$workload", ".+");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), \\w+\\)");

  static List<Dashboard> all() throws IOException {
    List<Dashboard> all = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Repository.root().resolve(FOLDER), "*.json")) {
      for (Path file : files) {
        all.add(new Dashboard(JsonMapper.shared().readTree(Files.readAllBytes(file))));
      }
    }
    return all;
  }

  String uid() {
    return json.path("uid").stringValue();
  }

  /** Whatever names a data source: panels, their queries, variables. */
  List<JsonNode> datasources() {
    return json.findValues("datasource");
  }

  List<Integer> panelIds() {
    return json.path("panels").valueStream().map(panel -> panel.path("id").intValue()).toList();
  }

  /** The PromQL of every panel and variable, as Grafana sends it with "All" chosen. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String title = panel.path("title").stringValue();
        queries.add(new Query(uid() + ": " + title, resolve(target.path("expr").stringValue())));
      }
    }
    for (JsonNode variable : json.path("templating").path("list")) {
      Matcher query = LABEL_VALUES.matcher(variable.at("/query/query").asString(""));
      if (query.matches()) {
        queries.add(new Query(uid() + ": $" + variable.path("name").asString(), query.group(1)));
      }
    }
    return queries;
  }

  private static String resolve(String expression) {
    String resolved = expression;
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      resolved = resolved.replace(variable.getKey(), variable.getValue());
    }
    if (resolved.contains("$")) {
      throw new IllegalStateException("the tests have no value for a variable in " + resolved);
    }
    return resolved;
  }

  /** One query and where it stands. */
  record Query(String place, String promql) {}
}

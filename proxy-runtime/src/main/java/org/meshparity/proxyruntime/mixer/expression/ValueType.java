package org.meshparity.proxyruntime.mixer.expression;

/** The types that attributes and expressions have, under the names that manifests use. */
public enum ValueType {
  STRING,
  INT64,
  DOUBLE,
  BOOL,
  TIMESTAMP,
  IP_ADDRESS,
  EMAIL_ADDRESS,
  URI,
  DNS_NAME,
  DURATION,
  STRING_MAP
}

package com.example.parcels;

/**
 * One reading of a parcel's label.
 *
 * @param parcel number on the label
 * @param place where it was read
 */
public record Scan(String parcel, String place) {}

// Words of ES|QL: commands, keywords within them, functions. Source: the reference in Elasticsearch's documentation.

/** Commands that a query begins with. */
export const sourceCommands = words('from row show ts metrics promql explain set');

export const commands = words(
  'where eval stats inlinestats inline keep drop rename sort limit mv_expand dissect grok enrich lookup fork fuse rerank ' +
    'completion change_point sample rrf uri_parts registered_domain mmr insist score highlight join',
);

/** Words between operands. */
export const keywords = words(
  'and or not in like rlike is by as desc asc nulls first last where on with using metadata',
);

/** Behind a number. */
export const timeUnits = words(
  'ms millisecond milliseconds s sec second seconds m min minute minutes h hour hours d day days w week weeks mo month ' +
    'months q quarter quarters y yr year years',
);

export const functions = words(
  // Aggregations.
  'avg count count_distinct max median median_absolute_deviation min percentile st_centroid_agg st_extent_agg std_dev ' +
    'variance sum top values weighted_avg sample absent present first last earliest latest rate irate increase delta ' +
    'idelta deriv avg_over_time count_over_time count_distinct_over_time first_over_time last_over_time max_over_time ' +
    'min_over_time sum_over_time absent_over_time present_over_time stddev_over_time variance_over_time ' +
    'percentile_over_time bucket categorize tbucket trange ' +
    // Conditions, dates and addresses.
    'case coalesce greatest least clamp clamp_min clamp_max date_diff date_extract date_format date_parse date_trunc ' +
    'day_name month_name now cidr_match ip_prefix network_direction ' +
    // Numbers.
    'abs acos acosh asin asinh atan atanh atan2 cbrt ceil copy_sign cos cosh e exp floor hypot log log10 pi pow round ' +
    'round_to scalb signum sin sinh sqrt tan tanh tau ' +
    // Search and vectors.
    'match match_phrase kql qstr multi_match decay term score knn text_embedding top_snippets extract_snippets chunk ' +
    'v_cosine v_dot_product v_hamming v_l1_norm v_l2_norm v_magnitude ' +
    // Places.
    'st_contains st_disjoint st_distance st_envelope st_geohash st_geohex st_geotile st_intersects st_npoints ' +
    'st_simplify st_within st_x st_xmax st_xmin st_y st_ymax st_ymin st_buffer ' +
    // Texts.
    'bit_length byte_length concat contains ends_with from_base64 hash left length locate ltrim md5 repeat replace ' +
    'reverse right rtrim sha1 sha256 space split starts_with substring to_base64 to_lower to_upper trim url_decode ' +
    'url_encode url_encode_component json_extract ' +
    // Conversions.
    'to_aggregate_metric_double to_boolean to_bool to_cartesianpoint to_cartesianshape to_dateperiod to_date_nanos ' +
    'to_datetime to_dt to_dense_vector to_degrees to_double to_dbl to_geohash to_geohex to_geotile to_geopoint ' +
    'to_geoshape to_integer to_int to_ip to_long to_radians to_string to_str to_text to_timeduration to_unsigned_long ' +
    'to_ul to_ulong to_version to_ver to_exponential_histogram to_tdigest ' +
    // Several values.
    'mv_append mv_avg mv_concat mv_contains mv_count mv_dedupe mv_difference mv_first mv_intersection mv_intersects ' +
    'mv_last mv_max mv_median mv_median_absolute_deviation mv_min mv_percentile mv_pseries_weighted_sum mv_slice ' +
    'mv_sort mv_sum mv_union mv_zip',
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

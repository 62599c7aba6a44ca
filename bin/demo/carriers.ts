/** Who carries out a measure, where it is not who determined the record. */
export const demoCarriers: readonly { readonly measure: string; readonly authorities: readonly string[] }[] = [
  // 政府采购、招投标限制
  { measure: 'B08', authorities: ['development', 'transport'] },
  // 加大执法检查频次
  { measure: 'F01', authorities: ['emergency'] },
];

// How words are understood (theme/assets/javascripts/words.js and nearest.js): run by `node --test`, from test_javascript.py.
import assert from "node:assert/strict";
import { test } from "node:test";

const from = (name) => import(new URL(`../../theme/assets/javascripts/${name}`, import.meta.url));
const { asTyped, soFar, typedWords, withMarks, wordsOf } = await from("words.js");
const { distance, nearestWords } = await from("nearest.js");

const ALIKE = [
  ["marks are left off", "Bảo hiểm y tế", ["bao", "hiem", "y", "te"]],
  ["đ is d", "Đường sắt", ["duong", "sat"]],
  ["letters composed or apart are one", "đường".normalize("NFD"), ["duong"]],
  ["a last y is i", "kỹ tỷ lý định kỳ", ["ki", "ti", "li", "dinh", "ki"]],
  ["y alone and after a vowel stays", "y tế quy thủy", ["y", "te", "quy", "thuy"]],
  ["numbers of documents are taken apart", "57-NQ/TW", ["57", "nq", "tw"]],
  ["a figure is its digits", "74.000 tỷ, 96,6 %", ["74000", "ti", "966"]],
  ["a code is its digits", "Nhiệm vụ 1.4.7.", ["nhiem", "vu", "147"]],
  ["abbreviations keep their letters", "QĐ-UBND, BHYT", ["qd", "ubnd", "bhyt"]],
];
for (const [of, text, words] of ALIKE) test(of, () => assert.deepEqual(typedWords(text), words));

const SAME = [["hoà", "hòa"], ["khoẻ", "khỏe"], ["thuỷ", "thủy"], ["kỹ", "kĩ"], ["tỷ", "tỉ"], ["HÒA", "hòa".normalize("NFD")]];
for (const [one, other] of SAME) {
  test(`${one} and ${other} are the same with their marks`, () => {
    assert.equal(withMarks(one), withMarks(other));
    assert.equal(asTyped(one), asTyped(other));
  });
}

const APART = [["bảo", "bão"], ["đường", "dường"], ["ma", "mạ"], ["tu", "tư"]];
for (const [one, other] of APART) {
  test(`${one} and ${other} differ by their marks alone`, () => {
    assert.notEqual(withMarks(one), withMarks(other));
    assert.equal(asTyped(one), asTyped(other));
  });
}

test("a text without words has none", () => assert.deepEqual(wordsOf(" – / % \u0301 "), []));

test("a last word of one letter is not asked for yet", () => {
  assert.equal(soFar("bao h"), "bao ");
  assert.equal(soFar("đ"), "");
  assert.equal(soFar("đ".normalize("NFD")), "");
  assert.equal(soFar("ủ".normalize("NFD")), "");
  for (const whole of ["bao hi", "bao hiem y ", "chi tieu 1", "1.4.7", ""]) assert.equal(soFar(whole), whole);
});

test("how many letters apart", () => {
  assert.equal(distance("duong", "duong", 2), 0);
  assert.equal(distance("duogn", "duong", 2), 1);
  assert.equal(distance("dung", "duong", 2), 1);
  assert.equal(distance("a", "duong", 1), 2);
});

test("the nearest words, the more frequent first, each folded form once", () => {
  const known = ["và", "đường", "dương", "dùng", "hiểm", "hiếm", "nghiệp"];
  assert.deepEqual(nearestWords("duon", known), ["đường"]);
  assert.deepEqual(nearestWords("hiemm", known), ["hiểm"]);
  assert.deepEqual(nearestWords("nghiepj", known), ["nghiệp"]);
  assert.deepEqual(nearestWords("zzqqzz", known), []);
});


From Coq Require Import Setoid Morphisms Ring.

(* ---- Laws of values -------------------------------------------------------------------------------------------- *)

(* Sums and means are linear; means, the largest and the smallest of one value are that value. *)
Definition is_linear (how : reduction) : Prop := match how with Sum | Mean => True | Max | Min => False end.
Definition is_averaging (how : reduction) : Prop := match how with Sum => False | Mean | Max | Min => True end.

(* n times x. *)
Fixpoint multiple {A : Type} (plus : A -> A -> A) (x : A) (n : positive) : A :=
  match n with
  | xH => x
  | xO m => plus (multiple plus x m) (multiple plus x m)
  | xI m => plus x (plus (multiple plus x m) (multiple plus x m))
  end.

(* The values are a commutative ring in which numbers, sums and products are what they are called. Nothing is assumed of
   functions, and of Max and Min nothing else. *)
Record ring_values {G : group} (M : model G) : Type := RingValues {
  zero : value M;
  unit : value M;
  plus : value M -> value M -> value M;
  times : value M -> value M -> value M;
  opposite : value M -> value M;
  fraction : positive -> Z -> value M; (* pi^n / q *)
  ring_laws : ring_theory zero unit plus times (fun x y => plus x (opposite y)) opposite eq;
  total_is : forall xs, total M xs = fold_right plus zero xs;
  product_is : forall xs, product M xs = fold_right times unit xs;
  number_zero : forall q n, number M 0 q n = zero;
  number_positive : forall p q n, number M (Zpos p) q n = multiple plus (fraction q n) p;
  number_negative : forall p q n, number M (Zneg p) q n = times (opposite unit) (multiple plus (fraction q n) p);
  fraction_one : fraction 1 0 = unit;
  sites_plus : forall how, is_linear how -> forall F F',
    over_sites M how (fun x => plus (F x) (F' x)) = plus (over_sites M how F) (over_sites M how F');
  sites_times : forall how, is_linear how -> forall a F,
    over_sites M how (fun x => times a (F x)) = times a (over_sites M how F);
  sites_constant : forall how, is_averaging how -> forall a, over_sites M how (fun _ => a) = a;
  region_plus : forall how, is_linear how -> forall d F F',
    over_region M how d (fun x => plus (F x) (F' x)) = plus (over_region M how d F) (over_region M how d F');
  region_times : forall how, is_linear how -> forall d a F,
    over_region M how d (fun x => times a (F x)) = times a (over_region M how d F);
  region_constant : forall how, is_averaging how -> forall d a, over_region M how d (fun _ => a) = a;
  channels_sum : forall n F, over_channels M Sum n F = fold_right plus zero (map F (seq 0 n));
  channels_one : forall how F, over_channels M how 1 F = F 0;
  channels_plus : forall how, is_linear how -> forall n F F',
    over_channels M how n (fun x => plus (F x) (F' x)) = plus (over_channels M how n F) (over_channels M how n F');
  channels_times : forall how, is_linear how -> forall n a F,
    over_channels M how n (fun x => times a (F x)) = times a (over_channels M how n F);
  channels_constant : forall how, is_averaging how -> forall n a, over_channels M how (S n) (fun _ => a) = a
}.

(* Equivariance over all semidirect products whose values are a commutative ring and in which the conditions hold. *)
Definition equivariant_in {G : group} (M : model G) (shapes : list (string * list axis)) (conditions : list condition)
  (phi : formula) : Prop :=
  forall (b : G) (f : signal M) (positions : list G) (indices : list nat),
    semidirect M ->
    reads_axes M shapes ->
    Forall (holds M) conditions ->
    length positions = length (formula_sites phi) ->
    length indices = length (formula_channels phi) ->
    formula_at M phi (translate M b f) (map (mul b) positions) indices = formula_at M phi f positions indices.

Definition equivariant_by_ring (shapes : list (string * list axis)) (conditions : list condition) (phi : formula) : Prop :=
  forall (G : group) (M : model G), ring_values M -> equivariant_in M shapes conditions phi.

Global Instance over_sites_proper {G} (M : model G) how :
  Proper (pointwise_relation G eq ==> eq) (over_sites M how).
Proof. intros F F' H. now apply over_sites_ext. Qed.

Global Instance over_region_proper {G} (M : model G) how d :
  Proper (pointwise_relation G eq ==> eq) (over_region M how d).
Proof. intros F F' H. now apply over_region_ext. Qed.

Global Instance over_channels_proper {G} (M : model G) how n :
  Proper (pointwise_relation nat eq ==> eq) (over_channels M how n).
Proof. intros F F' H. now apply over_channels_ext. Qed.

(* A reduction over positions after its shift by b. *)
Definition shifted {G} (M : model G) := over_sites M.

Global Instance shifted_proper {G} (M : model G) how : Proper (pointwise_relation G eq ==> eq) (shifted M how).
Proof. intros F F' H. now apply over_sites_ext. Qed.

Lemma shift_sites {G} (M : model G) b how F : over_sites M how F = shifted M how (fun x => F (mul b x)).
Proof. symmetry. apply over_sites_left. Qed.

Lemma keep_sites {G} (M : model G) how F : over_sites M how F = shifted M how F.
Proof. reflexivity. Qed.

Section Values.
Context {G : group} {M : model G} (V : ring_values M).
Add Ring values : (ring_laws M V).
Notation "x + y" := (plus M V x y).
Notation "x * y" := (times M V x y).

Lemma times_plus x y z : x * (y + z) = x * y + x * z. Proof. ring. Qed.
Lemma plus_times x y z : (x + y) * z = x * z + y * z. Proof. ring. Qed.
Lemma times_times x y z : (x * y) * z = x * (y * z). Proof. ring. Qed.
Lemma times_unit x : x * unit M V = x. Proof. ring. Qed.
Lemma plus_zero x : x + zero M V = x. Proof. ring. Qed.

Lemma sites_sum how (H : is_linear how) (F F' : G -> value M) :
  shifted M how (fun x => F x + F' x) = shifted M how F + shifted M how F'.
Proof. now apply sites_plus. Qed.

Lemma sites_multiple how (H : is_linear how) a (F : G -> value M) :
  shifted M how (fun x => a * F x) = a * shifted M how F.
Proof. now apply sites_times. Qed.

Lemma sites_same how (H : is_averaging how) a : shifted M how (fun _ => a) = a.
Proof. now apply sites_constant. Qed.

(* What does not depend on the bound element leaves a sum, as a factor in front, behind or between. *)
Lemma sites_behind how (H : is_linear how) a (F : G -> value M) : shifted M how (fun x => F x * a) = a * shifted M how F.
Proof. rewrite <- (sites_times M V how H). apply over_sites_ext. intro. ring. Qed.

Lemma sites_between how (H : is_linear how) a (F F' : G -> value M) :
  shifted M how (fun x => F x * (a * F' x)) = a * shifted M how (fun x => F x * F' x).
Proof. rewrite <- (sites_times M V how H). apply over_sites_ext. intro. ring. Qed.

Lemma region_behind how (H : is_linear how) d a (F : G -> value M) :
  over_region M how d (fun x => F x * a) = a * over_region M how d F.
Proof. rewrite <- (region_times M V how H). apply over_region_ext. intro. ring. Qed.

Lemma region_between how (H : is_linear how) d a (F F' : G -> value M) :
  over_region M how d (fun x => F x * (a * F' x)) = a * over_region M how d (fun x => F x * F' x).
Proof. rewrite <- (region_times M V how H). apply over_region_ext. intro. ring. Qed.

Lemma channels_behind how (H : is_linear how) n a (F : nat -> value M) :
  over_channels M how n (fun x => F x * a) = a * over_channels M how n F.
Proof. rewrite <- (channels_times M V how H). apply over_channels_ext. intro. ring. Qed.

Lemma channels_between how (H : is_linear how) n a (F F' : nat -> value M) :
  over_channels M how n (fun x => F x * (a * F' x)) = a * over_channels M how n (fun x => F x * F' x).
Proof. rewrite <- (channels_times M V how H). apply over_channels_ext. intro. ring. Qed.

(* The sum over n channels of one value. *)
Lemma channels_sum_constant n a :
  over_channels M Sum n (fun _ => a) = fold_right (plus M V) (zero M V) (map (fun _ => unit M V) (seq 0 n)) * a.
Proof. rewrite (channels_sum M V). induction (seq 0 n) as [|i rest IH]; cbn; [|rewrite IH]; ring. Qed.
End Values.

Ltac reduce_words M semi :=
  repeat (rewrite_strat (bottomup (terms
    (@mul_assoc _) (@mul_one_left _) (@mul_one_right _) (@mul_inv_left _) (@mul_inv_right _) (@cancel_left _)
    (@cancel_right _) (@inv_mul _) (@inv_inv _) (@inv_one _) (point_part_mul M semi) (point_part_point_part M semi)
    (point_part_one M semi) (point_part_inv M semi) (translation_part_eq M semi)))).

Ltac read_values M V :=
  repeat (rewrite_strat (bottomup (terms
    (total_is M V) (product_is M V) (number_zero M V) (number_positive M V) (number_negative M V))));
  cbn [fold_right multiple];
  repeat (rewrite_strat (bottomup (terms (fraction_one M V) (times_unit V) (plus_zero V)))).

Ltac use_linearity M V :=
  repeat (rewrite_strat (bottomup (terms
    (times_plus V) (plus_times V) (times_times V)
    (sites_sum V Sum I) (sites_multiple V Sum I) (sites_behind V Sum I) (sites_between V Sum I)
    (sites_sum V Mean I) (sites_multiple V Mean I) (sites_behind V Mean I) (sites_between V Mean I)
    (sites_same V Mean I) (sites_same V Max I) (sites_same V Min I)
    (region_plus M V Sum I) (region_times M V Sum I) (region_behind V Sum I) (region_between V Sum I)
    (region_plus M V Mean I) (region_times M V Mean I) (region_behind V Mean I) (region_between V Mean I)
    (region_constant M V Mean I) (region_constant M V Max I) (region_constant M V Min I)
    (channels_one M V) (channels_sum_constant V)
    (channels_plus M V Sum I) (channels_times M V Sum I) (channels_behind V Sum I) (channels_between V Sum I)
    (channels_plus M V Mean I) (channels_times M V Mean I) (channels_behind V Mean I) (channels_between V Mean I)
    (channels_constant M V Mean I) (channels_constant M V Max I) (channels_constant M V Min I))));
  cbn [map seq fold_right].

(* One value by the laws of a ring, where parts that are no sums and products are equal in their turn. *)
Ltac same_values M b :=
  first
    [ reflexivity
    | ring
    | match goal with
      | |- pointwise M ?name ?x = pointwise M ?name ?y => apply (f_equal (pointwise M name)); same_values M b
      | |- parameter M ?name _ _ = parameter M ?name _ _ => same_arguments M b
      | |- shifted M ?how _ = shifted M ?how _ => apply over_sites_ext; intro; cbn beta; same_values M b
      | |- over_region M ?how ?d _ = over_region M ?how ?d _ => apply over_region_ext; intro; cbn beta; same_values M b
      | |- over_channels M ?how ?n _ = over_channels M ?how ?n _ =>
          apply over_channels_ext; intro; cbn beta; same_values M b
      end
    | lazymatch goal with
      | |- plus _ _ _ _ = _ => idtac
      | |- times _ _ _ _ = _ => idtac
      | |- _ = plus _ _ _ _ => idtac
      | |- _ = times _ _ _ _ => idtac
      end;
      progress (repeat join_parts M b); same_values M b ]
with join_parts M b :=
  match goal with
  | |- ?l = ?r =>
      match l with
      | context [pointwise M ?name ?x] =>
          match r with
          | context [pointwise M name ?y] => join_values (pointwise M name x) (pointwise M name y) M b
          end
      | context [parameter M ?name ?x ?i] =>
          match r with
          | context [parameter M name ?y ?j] => join_values (parameter M name x i) (parameter M name y j) M b
          end
      | context [shifted M ?how ?F] =>
          match r with
          | context [shifted M how ?F'] => join_values (shifted M how F) (shifted M how F') M b
          end
      | context [over_region M ?how ?d ?F] =>
          match r with
          | context [over_region M how d ?F'] => join_values (over_region M how d F) (over_region M how d F') M b
          end
      | context [over_channels M ?how ?n ?F] =>
          match r with
          | context [over_channels M how n ?F'] => join_values (over_channels M how n F) (over_channels M how n F') M b
          end
      end
  end
with join_values l r M b :=
  tryif constr_eq l r then fail
  else
    (let H := fresh "H" in
     assert (H : l = r) by (solve [same_values M b]);
     rewrite H;
     clear H).

(* Proves equivariant_in of a formula that is written out; the ring has to be declared, for the values of one model. *)
Ltac prove_by_ring M V :=
  let b := fresh "b" in
  let semi := fresh "semi" in
  let Hreads := fresh "Hreads" in
  let Hconditions := fresh "Hconditions" in
  let kept := fresh "kept" in
  let is_kept := fresh "is_kept" in
  intros b ? positions indices semi Hreads Hconditions Hp Hi;
  unfold reads_axes in Hreads;
  repeat match goal with H : Forall _ (_ :: _) |- _ => inversion_clear H end;
  repeat match goal with H : Forall _ [] |- _ => clear H end;
  cbn [fst snd] in *;
  cbn in Hp, Hi;
  repeat (destruct positions as [|? positions]; cbn in Hp; try discriminate Hp; try (apply eq_add_S in Hp));
  repeat (destruct indices as [|? indices]; cbn in Hi; try discriminate Hi; try (apply eq_add_S in Hi));
  cbv [formula_at translate]; cbn;
  match goal with
  | |- _ = ?right_side =>
      remember right_side as kept eqn:is_kept;
      repeat (rewrite_strat (topdown (terms (shift_sites M b))));
      rewrite is_kept; clear kept is_kept
  end;
  repeat (rewrite_strat (topdown (terms (keep_sites M))));
  reduce_words M semi; read_values M V; use_linearity M V; same_values M b.

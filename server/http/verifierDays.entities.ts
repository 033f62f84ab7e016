import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What came to a verifier of the bank on a day, by risk lane and by where it came from. */
@Entity('verifier_day')
export class VerifierDayRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  @PrimaryColumn({ type: 'varchar', length: 16 }) door!: string
  @PrimaryColumn({ type: 'varchar', length: 16 }) lane!: string
  @PrimaryColumn({ type: 'varchar', length: 16 }) region_kind!: string
  /** How many the verifier was asked about. */
  @Column({ type: 'bigint' }) reached!: string | number
  /** How many limits kept from it. */
  @Column({ type: 'bigint' }) refused!: string | number
}
